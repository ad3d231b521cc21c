INSERT DATA { partnership:stay-tuned-sofia-again org:organization network:stay-tuned ; st:city city:sofia }
